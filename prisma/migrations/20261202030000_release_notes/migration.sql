-- What whoever recorded a release wrote about it: what it changes, whom to ask.
alter table release_marker add column notes text;

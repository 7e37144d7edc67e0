-- A view keeps the order of its table, too; without one its issues come as they do when nobody chose an order.
alter table saved_view
  add column sort text check (sort in ('impact', 'last_seen', 'created', 'severity', 'relevance'));

/** The body of the triggers in Zendesk; its placeholders are filled in there, as they stand between the quotes. */
export const TRIGGER_BODY = `{
  "ticket_id": "{{ticket.id}}",
  "title": "{{ticket.title}}",
  "description": "{{ticket.description}}",
  "latest_comment": "{{ticket.latest_comment}}",
  "is_public": "{{ticket.latest_comment.is_public}}",
  "author_name": "{{ticket.latest_comment.author.name}}",
  "author_email": "{{ticket.latest_comment.author.email}}",
  "author_role": "{{current_user.role}}",
  "url": "{{ticket.url}}",
  "priority": "{{ticket.priority}}",
  "tags": "{{ticket.tags}}",
  "requester_name": "{{ticket.requester.name}}",
  "requester_email": "{{ticket.requester.email}}",
  "organization": "{{ticket.organization.name}}"
}`;

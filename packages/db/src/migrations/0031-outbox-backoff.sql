-- A message that Temporal refuses waits longer each time, and says why: the others go on.

alter table outbox
  add column next_at timestamptz,
  add column failure text not null default '';
comment on column outbox.next_at is 'Not tried again before; null: never refused.';
comment on column outbox.failure is 'Why Temporal refused it last: its words, no data.';

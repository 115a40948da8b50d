-- What is taken away in time (decision 95): messages that were sent, and what people were told long ago.
grant delete on outbox to huibao_relay;
grant delete on notices to huibao_app;
create index notices_by_age on notices (tenant_id, created_at);

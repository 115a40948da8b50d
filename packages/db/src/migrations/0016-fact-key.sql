-- A roll-up reads ranges of the key of facts, and of each fact its number. With the number in the key's index it needs
-- no look at the table, where the facts of one element lie scattered among those of the submissions that they came with.
alter table facts drop constraint facts_pkey;
alter table facts add constraint facts_pkey
  primary key (tenant_id, year, element_id, key, unit_id, period) include (num);

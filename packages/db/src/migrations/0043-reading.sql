-- A board of a big district reads how many explanations each revision has: going through its document for that was most
-- of the board's time.
alter table revisions add column explained integer not null
  generated always as (coalesce(jsonb_array_length(document -> 'explanations'), 0)) stored;

-- When each unit was last nudged about a collection, among all that a tenant was ever told.
create index notices_nudges on notices (tenant_id, (params ->> 'collectionId'), unit_id) where kind = 'nudge';

-- The latest notices of a unit, whatever it was told before them.
create index notices_latest on notices (tenant_id, unit_id, created_at desc, id desc);

-- The trail of one area of actions, in its order: without it a page of a rare one goes through all entries. A column,
-- since row security lets no function of a column choose what an index is searched for.
alter table audit_entries add column area text not null generated always as (split_part(action, '.', 1)) stored;
create index audit_entries_of_area on audit_entries (tenant_id, area, seq);

-- A fact's unit is its revision's or its delivery's, which name one by a key of their own, and nobody may delete a unit.
-- Asking the same once more for each of twenty-seven thousand facts was a third of accepting a thousand forms.
alter table facts drop constraint facts_tenant_id_unit_id_fkey;

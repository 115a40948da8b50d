-- A board of a big district reads how many explanations each revision has: going through its document for that was most
-- of the board's time.
alter table revisions add column explained integer not null
  generated always as (coalesce(jsonb_array_length(document -> 'explanations'), 0)) stored;

-- When each unit was last nudged about a collection, among all that a tenant was ever told.
create index notices_nudges on notices (tenant_id, (params ->> 'collectionId'), unit_id) where kind = 'nudge';

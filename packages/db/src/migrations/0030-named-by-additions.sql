-- What a level calls the sections and groups of its own that the forms which it adds ask for by code (decision 67).
alter table added_issues
  add column asked_sections jsonb not null default '[]',
  add column unit_groups jsonb not null default '[]';
alter table added_issues
  alter column asked_sections drop default,
  alter column unit_groups drop default;

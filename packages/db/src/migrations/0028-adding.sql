-- What a level says of the report that it adds to: its own words for paragraphs of it, by their permanent ids, and its
-- own order of the sections that are free (decision 63).
alter table added_issues add column wordings jsonb not null default '[]';
alter table added_issues add column section_order jsonb not null default '[]';

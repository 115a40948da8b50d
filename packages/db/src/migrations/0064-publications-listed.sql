-- What anybody reads without an account is looked for among all tenants' (decision 106): a page of the list by its
-- order, and one publication by its address.
create index publications_listed on publications (year desc, published_on desc, id desc) where superseded_by is null;
create index publications_by_id on publications (id);

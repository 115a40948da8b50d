-- An operator reads which programme a file belongs to by its title, as its bureau does, and not by its code: of what is
-- published. Nothing else of a definition.
create policy edition_issues_watch on edition_issues for select to huibao_watch using (published_at is not null);
grant select (owner_tenant_id, edition_id, no, title, published_at) on edition_issues to huibao_watch;

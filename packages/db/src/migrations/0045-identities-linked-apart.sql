-- An account of the identity provider may be linked in several tenants (decision 83): whether it is elsewhere is no
-- administrator's to know, and none takes it from the others. Who comes in by it chooses.
drop index linked_identities_subject;
create unique index linked_identities_of_tenant on linked_identities (tenant_id, issuer, subject);
create index linked_identities_subject on linked_identities (issuer, subject);

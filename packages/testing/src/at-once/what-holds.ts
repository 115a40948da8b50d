import type { Actor } from '@huibao/db';
import { runUseCase, useCases, type Context } from '@huibao/services';
import type pg from 'pg';
import type { SmallWorld } from '../world/small-world.ts';

// What must hold of a bureau and its city after anything that people do, read by the owner of the tables, past the
// product's statements and policies. Each answers what doesn't hold, in words.

/** What is frozen, by what it is: of each, what was seen first has to stay. */
export class Unmoved {
  readonly #first = new Map<string, string>();

  faults(kind: string, now: readonly { readonly id: string; readonly body: string }[]): readonly string[] {
    return now.flatMap(({ id, body }) => {
      const first = this.#first.get(id) ?? body;
      this.#first.set(id, first);
      return first === body ? [] : [`the ${kind} ${id} has changed`];
    });
  }
}

/** Facts are what accepted revisions say, each once, and of nothing else; revisions stay as they are. */
export async function faultsOfFacts(owner: pg.Pool, world: SmallWorld, unmoved: Unmoved): Promise<readonly string[]> {
  const { rows: differing } = await owner.query<{ id: string; untold: boolean }>(
    `with said as (
       select r.id, (f ->> 'element')::int, f ->> 'key', (f ->> 'num')::numeric, f ->> 'code', c.year, c.period
       from revisions r
       join submissions s on (s.tenant_id, s.id) = (r.tenant_id, r.submission_id)
       join collections c on (c.tenant_id, c.id) = (s.tenant_id, s.collection_id)
       cross join lateral jsonb_array_elements(r.document -> 'facts') f
       where r.tenant_id = $1 and r.state = 'accepted' and s.state = 'accepted' and s.revision_no = r.no
     ), kept as (
       select source_id, element_id, key, num, code, year, period from facts where tenant_id = $1
     )
     select distinct id, true as untold from (select * from said except all select * from kept) missing
     union all
     select distinct source_id, false from (select * from kept except all select * from said) beyond`,
    [world.bureauId],
  );
  const { rows: revisions } = await owner.query<{ id: string; body: string }>(
    'select id, md5(document::text) as body from revisions where tenant_id = $1',
    [world.bureauId],
  );
  return [
    ...differing.map(({ id, untold }) =>
      untold ? `facts of the accepted revision ${id} are missing` : `there are facts that ${id} doesn't say`,
    ),
    ...unmoved.faults('revision', revisions),
  ];
}

interface ReportRow {
  readonly id: string;
  readonly body: string | null;
  readonly number: string | null;
  readonly annulled: boolean;
  readonly issued: number;
}

/**
 * A frozen report stays as it was signed until it is annulled, and then as that left it; it was issued once, by people
 * who each signed one step; its number is its own. The city counts of each year's report the newest version that it
 * accepted, and no other.
 */
export async function faultsOfReports(owner: pg.Pool, world: SmallWorld, unmoved: Unmoved): Promise<readonly string[]> {
  const { rows: reports } = await owner.query<ReportRow>(
    `select r.id, md5(r.frozen::text || r.hash) as body, r.number, r.annulled_on is not null as annulled,
       (select count(*)::int from report_decisions d
        where (d.tenant_id, d.report_id) = (r.tenant_id, r.id) and d.action = 'issued') as issued
     from reports r where r.tenant_id = $1`,
    [world.bureauId],
  );
  const { rows: signers } = await owner.query<{ id: string }>(
    `select report_id as id from report_decisions
     where tenant_id = $1 and action in ('submitted', 'approved', 'issued')
     group by report_id, decided_by having count(distinct step) > 1`,
    [world.bureauId],
  );
  const { rows: counted } = await owner.query<{ id: string; counts: boolean; newest: boolean }>(
    `select d.id, exists (select from facts f where f.tenant_id = d.tenant_id and f.source_id = d.id) as counts,
       d.state = 'accepted' and not exists (
         select from deliveries n
         where (n.tenant_id, n.sender_tenant_id, n.owner_tenant_id, n.edition_id, n.state)
             = (d.tenant_id, d.sender_tenant_id, d.owner_tenant_id, d.edition_id, 'accepted')
           and n.version > d.version) as newest
     from deliveries d where d.tenant_id = $1`,
    [world.cityId],
  );
  const frozen = reports.flatMap(({ id, body, annulled }) =>
    body === null ? [] : [{ id: annulled ? `${id}, annulled,` : id, body }],
  );
  const numbers = reports.flatMap(({ number }) => number ?? []);
  return [
    ...unmoved.faults('report', frozen),
    ...reports
      .filter(({ issued, body }) => issued !== (body === null ? 0 : 1))
      .map(({ id, issued }) => `the report ${id} was issued ${issued} times`),
    ...numbers.filter((number, at) => numbers.indexOf(number) !== at).map((number) => `${number} is two reports'`),
    ...signers.map(({ id }) => `one person signed two steps of the report ${id}`),
    ...counted
      .filter(({ counts, newest }) => counts !== newest)
      .map(({ id, counts }) => `the delivery ${id} is ${counts ? '' : 'not '}counted`),
  ];
}

/** The chain of the audit is whole. It is gone through from its beginning: once, at the end. */
export async function faultsOfChain(ctx: Context, auditor: Actor): Promise<readonly string[]> {
  const { isIntact } = await runUseCase(ctx, auditor, useCases.checkAuditChain, {});
  return isIntact ? [] : ['the audit chain is broken'];
}

import type { Actor } from '@huibao/db';
import { runUseCase, useCases, type Context } from '@huibao/services';
import type pg from 'pg';
import { cityProgramme } from '../product-door.ts';
import { boundLine, milliseconds, type Print } from '../report.ts';
import { interleave, ratioOf } from '../timing.ts';
import { benchYear } from '../world.ts';

/** What a list holds that has been written to for years. */
const entries = 50_000;
/** Of the trail, one in so many is of the area that is asked for. */
const rareOneIn = 100;
const runs = 60;
const bound = 1.2;

interface List {
  readonly name: string;
  readonly first: () => Promise<unknown>;
  readonly last: () => Promise<unknown>;
}

/** Every list that comes a page at a time: its first page beside its last, and of the newest few many beside few. */
export async function measureLists(ctx: Context, owner: pg.Client, print: Print, editor: Actor): Promise<void> {
  const admin: Actor = { ...editor, role: 'bureau_admin' };
  const officer: Actor = { ...editor, role: 'audit_officer' };
  await runUseCase(ctx, editor, useCases.compileReport, { programme: cityProgramme, year: benchYear });
  const title = { zh: '长', en: 'Long' };
  const draft = { from: 'nothing' as const, year: benchYear, code: 'bench_long', title };
  await runUseCase(ctx, admin, useCases.beginDraft, draft);
  const { tenantId, userId } = editor;
  const of = [tenantId, userId];
  await owner.query(
    `insert into notices (tenant_id, id, unit_id, kind, params, href, dedupe_key, created_at)
     select $1, gen_random_uuid(), u.id, 'opened', '{}', '/term', 'bench/' || u.id || '/' || n, now() - n * interval '1 hour'
     from org_units u, generate_series(1, case when u.kind = 'root' then ${entries} else 50 end) n where u.tenant_id = $1`,
    [tenantId],
  );
  // They speak of what the first hundred speak of: a page costs what it names.
  await owner.query(
    `insert into audit_entries (tenant_id, seq, at, user_id, user_name, action, subject, detail, outcome, previous, hash)
     select $1, h.seq + n, now(), $2, 'Bench',
       case when n % ${rareOneIn} = 0 then 'ledger.saved' else 'submission.accepted' end, e.subject, e.detail, 'done', '', ''
     from audit_heads h, generate_series(1, ${entries}) n,
       lateral (select subject, detail from audit_entries where tenant_id = h.tenant_id and seq = 1 + n % 100) e
     where h.tenant_id = $1`,
    of,
  );
  await owner.query('update audit_heads set seq = seq + $2 where tenant_id = $1', [tenantId, entries]);
  await owner.query(
    `insert into report_section_versions (tenant_id, report_id, code, version, content, written_by, written_at)
     select s.tenant_id, s.report_id, s.code, 100 + n, s.content, $2, now()
     from report_sections s, generate_series(1, ${entries}) n where s.tenant_id = $1`,
    of,
  );
  await owner.query(
    `insert into draft_parts (tenant_id, draft_id, name, version, content, begun_at, saved_by, saved_at)
     select p.tenant_id, p.draft_id, p.name, 100 + n, '{}', now(), $2, now()
     from (select * from draft_parts where tenant_id = $1 order by name limit 1) p, generate_series(1, ${entries}) n`,
    of,
  );
  await owner.query('vacuum analyze notices, audit_entries, report_section_versions, draft_parts');
  const { rows: sections } = await owner.query<{ reportId: string; code: string }>(
    `select report_id as "reportId", code from report_sections where tenant_id = $1`,
    [tenantId],
  );
  const { rows: parts } = await owner.query<{ draftId: string; name: string }>(
    `select draft_id as "draftId", name from draft_parts where tenant_id = $1 order by name limit 1`,
    [tenantId],
  );
  const [section, part] = [sections[0], parts[0]];
  if (!section || !part) throw new Error('there is no text or no draft');
  const audit = (page: { before?: string; action?: string }) => () =>
    runUseCase(ctx, officer, useCases.listAudit, page);
  const versions = (before: number | null) => () =>
    runUseCase(ctx, editor, useCases.listSectionVersions, { ...section, before });
  const saves = (before: number | null) => () => runUseCase(ctx, admin, useCases.listPartVersions, { ...part, before });
  const lists: readonly List[] = [
    { name: 'audit trail', first: audit({}), last: audit({ before: '101' }) },
    {
      name: 'audit trail, one area in a hundred',
      first: audit({ action: 'ledger.' }),
      last: audit({ action: 'ledger.', before: String(101 * rareOneIn) }),
    },
    { name: 'versions of a report’s section', first: versions(null), last: versions(151) },
    { name: 'versions of a draft’s part', first: saves(null), last: saves(151) },
  ];
  print(`Lists of ${entries} (median)`.padEnd(44) + 'first page'.padStart(12) + 'last page'.padStart(12));
  for (const { name, first, last } of lists) {
    const measured = await interleave({ first, last }, runs);
    const columns = [measured.first, measured.last].map(({ median }) => milliseconds(median).padStart(12)).join('');
    print(`  ${name.padEnd(42)}${columns}`);
    print(boundLine(`${name}: last page`, ratioOf(measured.last, measured.first), bound, '×'));
  }
  const { rows: schools } = await owner.query<{ id: number }>(
    `select id from org_units where tenant_id = $1 and kind = 'school' limit 1`,
    [tenantId],
  );
  const clerk: Actor = { ...editor, role: 'reporter', units: schools.map(({ id }) => id) };
  const noticesOf = (actor: Actor) => () => runUseCase(ctx, actor, useCases.listNotices, undefined);
  const { few, many } = await interleave({ few: noticesOf(clerk), many: noticesOf(editor) }, runs);
  const columns = [few, many].map(({ median }) => milliseconds(median).padStart(12)).join('');
  print(`  ${'newest notices: of 50, of all'.padEnd(42)}${columns}`);
  print(boundLine('newest notices: of all', ratioOf(many, few), bound, '×'));
}

import type { Actor } from '@huibao/db';
import { useCases, type Context } from '@huibao/services';
import type pg from 'pg';
import type { Clock } from '../clock.ts';
import type { Dice } from '../rollup-oracle/seeded-dice.ts';
import { actingIn, type Acting } from '../world/acting.ts';
import { createSmallWorld, type SmallWorld } from '../world/small-world.ts';
import { someCells } from './some-cells.ts';

export const programme = 'rule_of_law';
export const edition = { programme, year: 2024 } as const;

/** What nobody has: where there is nothing to choose from. */
const nothing = { id: '00000000-0000-7000-8000-000000000000', unit_id: 0 };

type FormState = 'draft' | 'confirming' | 'submitted' | 'accepted';

/** A bureau that collects a term: what there is to choose from, and what takes more than one step. */
export class Term {
  readonly acting: Acting;
  readonly world: SmallWorld;
  readonly #owner: pg.Pool;

  constructor(ctx: Context, owner: pg.Pool, world: SmallWorld) {
    this.acting = actingIn(ctx);
    this.world = world;
    this.#owner = owner;
  }

  async #rows<T extends pg.QueryResultRow>(text: string): Promise<readonly T[]> {
    return (await this.#owner.query<T>(text, [this.world.bureauId])).rows;
  }

  /** A form of who fills in, or of anybody's; mostly one in this state. */
  async form(dice: Dice, { units }: Pick<Actor, 'units'>, state?: FormState): Promise<string> {
    const rows = await this.#rows<{ id: string; unit_id: number; state: string }>(
      `select s.id, s.unit_id, s.state from submissions s
       join collections c on (c.tenant_id, c.id) = (s.tenant_id, s.collection_id)
       where s.tenant_id = $1 and c.opens_at < '2024-07-01' order by s.id`,
    );
    const own = rows.filter((row) => units === null || units.includes(row.unit_id));
    const fit = own.filter((row) => row.state === state);
    const from = fit.length > 0 && dice.chance(90) ? fit : own;
    return (from.length > 0 ? dice.pick(from) : nothing).id;
  }

  async collection(dice: Dice): Promise<string> {
    const rows = await this.#rows<{ id: string }>('select id from collections where tenant_id = $1 order by id');
    return dice.pick(rows).id;
  }

  /** One that came about by these deeds, and is still there. */
  async newSchool(dice: Dice): Promise<number> {
    const rows = await this.#rows<{ id: number }>(
      `select id from org_units where tenant_id = $1 and name like '新校%' and closes_on is null order by id`,
    );
    return rows.length > 0 ? dice.pick(rows).id : 0;
  }

  async save(who: Actor, dice: Dice): Promise<void> {
    const submissionId = await this.form(dice, who);
    const cells = someCells(await this.acting.as(who, useCases.getSubmissionView, { submissionId }), dice);
    if (cells.length > 0)
      await this.acting.as(who, useCases.saveCells, { submissionId, source: 'page', cells: [...cells] });
  }

  async fill(who: Actor, dice: Dice): Promise<void> {
    const submissionId = await this.form(dice, who);
    await this.acting.fill(who, submissionId);
    await this.acting.explainAll(who, submissionId);
  }

  /** A form that lies at the bureau, as the editor has it before them. */
  async reviewed(who: Actor, dice: Dice, state: FormState): Promise<{ submissionId: string; revisionNo: number }> {
    const submissionId = await this.form(dice, who, state);
    const { revision } = await this.acting.as(who, useCases.getRevision, { submissionId });
    return { submissionId, revisionNo: revision.no };
  }

  async acceptAll(who: Actor): Promise<void> {
    const rows = await this.#rows<{ submissionId: string; revisionNo: number }>(
      `select id as "submissionId", revision_no as "revisionNo" from submissions
       where tenant_id = $1 and state = 'submitted' order by id`,
    );
    if (rows.length > 0) await this.acting.as(who, useCases.acceptSubmissions, { items: [...rows] });
  }

  /** Downloads a form, and hands it in for it, or for another. */
  async workbook(who: Actor, dice: Dice): Promise<void> {
    const submissionId = await this.form(dice, who);
    const { bytes } = await this.acting.as(who, useCases.downloadWorkbook, { submissionId, locale: 'zh-CN' });
    const into = dice.chance(80) ? submissionId : await this.form(dice, who);
    await this.acting.as(who, useCases.previewWorkbook, { submissionId: into, content: bytes });
  }
}

/** Its first term is open. */
export async function foundTerm(ctx: Context, owner: pg.Pool, clock: Clock): Promise<Term> {
  clock.set('2024-06-25T09:00:00+08:00');
  const world = await createSmallWorld(ctx, clock, [2024, 2025]);
  const term = new Term(ctx, owner, world);
  await term.acting.as(world.actors.editor, useCases.openCollection, { ...edition, period: 1 });
  return term;
}

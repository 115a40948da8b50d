import type { Actor } from '@huibao/db';
import {
  figureKey,
  scopeOfKey,
  type BlockNode,
  type FigureKey,
  type FigureRef,
  type InlineNode,
  type PrintedInline,
  type SectionContent,
} from '@huibao/domain';
import { runUseCase, useCases, type Context, type OutputOf } from '@huibao/services';
import { Hindered } from './hindered.ts';

type Finding = OutputOf<typeof useCases.getGate>['findings'][number];

/** Findings bring others forth (an item of the ledger has to be in the text): so often at most. */
const mostRounds = 5;

/**
 * What an editor does before sending a draft on: mends what the gate refuses, and answers what may be answered. A world
 * of two schools has few figures; the sentences keep those that have a value.
 */
export async function makeFit(ctx: Context, editor: Actor, reportId: string): Promise<void> {
  for (let round = 0; round < mostRounds; round++) {
    const { findings } = await runUseCase(ctx, editor, useCases.getGate, { reportId });
    const open = findings.filter((finding) => finding.severity === 'refused' || finding.answer === null);
    if (open.length === 0) return;
    const { year, programme } = await runUseCase(ctx, editor, useCases.getReportView, { reportId });
    // Opening a term changes who is missing: what may be answered comes last.
    const refused = open.filter((finding) => finding.severity === 'refused');
    for (const finding of refused) await mendAround(ctx, editor, { programme: programme.name, year }, finding);
    await mendText(ctx, editor, reportId, refused);
    if (refused.length === 0) for (const finding of open) await answer(ctx, editor, reportId, finding);
  }
  throw new Hindered(`the report ${reportId} can't be made fit`);
}

/** Makes it fit, and has each of these sign in turn. */
export async function signInTurn(ctx: Context, signers: readonly [Actor, ...Actor[]], reportId: string): Promise<void> {
  await makeFit(ctx, signers[0], reportId);
  for (const signer of signers) await runUseCase(ctx, signer, useCases.decideReport, { reportId, action: 'approve' });
}

async function mendAround(
  ctx: Context,
  editor: Actor,
  edition: { readonly programme: string; readonly year: number },
  { check, params }: Finding,
): Promise<void> {
  if (check === 'period_unopened')
    await runUseCase(ctx, editor, useCases.openCollection, {
      ...edition,
      period: Number(params.period),
    });
  if (check === 'ledger_missing')
    await runUseCase(ctx, editor, useCases.saveLedgerItem, {
      ...edition,
      id: null,
      kind: params.kind === 'plan' ? 'plan' : 'shortcoming',
      title: params.kind === 'plan' ? '丰富法治教育形式' : '法治教育形式有待创新',
      detail: '部分学校形式不够丰富',
      owner: '政策法规股',
      dueOn: null,
    });
  if (check === 'ledger_unanswered') {
    const items = await runUseCase(ctx, editor, useCases.listLedger, { programme: edition.programme });
    const promised = items.find((item) => item.year === params.year && item.title === params.title && !item.answer);
    if (promised) await runUseCase(ctx, editor, useCases.answerLedgerItem, { id: promised.id, answer: '已完成。' });
  }
}

async function mendText(ctx: Context, editor: Actor, reportId: string, refused: readonly Finding[]): Promise<void> {
  const { sections } = await runUseCase(ctx, editor, useCases.getReportView, { reportId });
  for (const { code, version, content } of sections) {
    const own = refused.filter((finding) => finding.place?.section === code);
    const valueless = own.filter(({ check }) => check === 'figure_without_value');
    const added = own.flatMap(({ check, params }): readonly string[] => {
      if (check === 'section_blank') return ['已按要求完成。'];
      return check === 'ledger_unlisted' ? [`${params.title}。`] : [];
    });
    if (valueless.length === 0 && added.length === 0) continue;
    const without = new Set(valueless.map(({ params }) => figureKey(figureIn(params))));
    const mended: SectionContent = {
      type: 'doc',
      version: 2,
      content: [
        ...content.content.map((block) => withoutFigures(block, without)),
        ...added.map((text): BlockNode => ({
          type: 'paragraph',
          attrs: { id: crypto.randomUUID() },
          content: [{ type: 'text', text }],
        })),
      ],
    };
    await runUseCase(ctx, editor, useCases.saveSection, { reportId, code, version, content: mended });
  }
}

function figureIn({ indicator, scope }: Finding['params']): FigureRef {
  const of = scopeOfKey(String(scope ?? ''));
  return { indicator: String(indicator), ...(of ? { scope: of } : {}) };
}

function withoutFigures(block: BlockNode, figures: ReadonlySet<FigureKey>): BlockNode {
  if (block.type !== 'paragraph' && block.type !== 'heading') return block;
  const stays = (node: PrintedInline): boolean => node.type !== 'figure' || !figures.has(figureKey(node.attrs));
  const content = (block.content ?? []).flatMap((node): readonly InlineNode[] => {
    if (node.type === 'ledgerItem') return [node];
    if (node.type === 'sentence') return [{ ...node, content: (node.content ?? []).filter(stays) }];
    return stays(node) ? [node] : [];
  });
  return { ...block, content };
}

async function answer(ctx: Context, editor: Actor, reportId: string, finding: Finding): Promise<void> {
  if (finding.check !== 'figure_moved') {
    const { fingerprint } = finding;
    await runUseCase(ctx, editor, useCases.answerFinding, { reportId, fingerprint, text: '依据：本局工作台账。' });
    return;
  }
  const value = finding.params.exactAfter === '—' ? null : String(finding.params.exactAfter);
  const figures = [{ ...figureIn(finding.params), value }];
  await runUseCase(ctx, editor, useCases.lookAgain, { reportId, figures });
}

import type { Balance, ReportTemplate } from '@huibao/domain';
import {
  beginOverview,
  changeAt,
  freeCode,
  insertAt,
  moveBefore,
  newReportSection,
  removeAt,
  removeReportSection,
  valueAt,
  withFreshIds,
  withoutWords,
  type PartPath,
} from '@huibao/domain/designing';
import type { TemplatePlace } from './nodes.ts';

/** A template as it is then, and what of it is chosen. */
export interface TemplateChange {
  readonly template: ReportTemplate;
  readonly path: PartPath;
}

/**
 * Behind the chosen section; in the second text the first that it hasn't yet.
 * @param wanted its code, where no other has it
 */
export function addSection(
  template: ReportTemplate,
  at: TemplatePlace,
  heading: string,
  wanted = 'section',
): TemplateChange | null {
  const { list } = at;
  const sections = template[list] ?? [];
  const index = at.index < 0 ? sections.length : at.index + 1;
  if (list === 'sections') {
    const level = sections[index - 1]?.level === 2 ? 2 : 1;
    const made = newReportSection(template, heading, level, wanted);
    return { template: insertAt(template, [list], index, made), path: [list, index] };
  }
  const next = sectionsLeft(template)[0];
  return next ? { template: insertAt(template, [list], index, withoutWords(next)), path: [list, index] } : null;
}

/** Those that the second text hasn't. */
export function sectionsLeft(template: ReportTemplate): ReportTemplate['sections'] {
  const there = new Set(template.overview?.map(({ code }) => code));
  return template.sections.filter(({ code }) => !there.has(code));
}

export function addOverview(template: ReportTemplate): TemplateChange {
  return { template: beginOverview(template), path: ['overview', 0] };
}

export function addBalance(
  template: ReportTemplate,
  label: string,
  indicator: string,
  wanted = 'balance',
): TemplateChange {
  const balances = template.balances ?? [];
  const balance: Balance = {
    code: freeCode(new Set(balances.map(({ code }) => code)), wanted),
    label: { zh: label, en: label },
    left: [indicator],
    relation: 'equal',
    right: [indicator],
  };
  return { template: { ...template, balances: [...balances, balance] }, path: ['balances', balances.length] };
}

const isPiece = ({ kind }: TemplatePlace): boolean =>
  kind === 'reportSection' || kind === 'block' || kind === 'balance';

/** Among those that it stands with. */
export function canMove(template: ReportTemplate, place: TemplatePlace, by: -1 | 1): boolean {
  if (!isPiece(place)) return false;
  const index = Number(place.path.at(-1)) + by;
  return index >= 0 && index < (valueAt(template, place.path.slice(0, -1)) as readonly unknown[]).length;
}

export function move(template: ReportTemplate, place: TemplatePlace, by: -1 | 1): TemplateChange | null {
  if (!canMove(template, place, by)) return null;
  const index = Number(place.path.at(-1));
  const moved = moveBefore(template, place.path, place.path.slice(0, -1), by < 0 ? index - 1 : index + 2);
  return { template: moved.part, path: moved.path };
}

/** Let go on a piece of its kind it goes before it; a block that is let go on a section goes to its end. */
export function dropOn(template: ReportTemplate, dragged: TemplatePlace, target: TemplatePlace): TemplateChange | null {
  if (!isPiece(dragged) || dragged.path.join() === target.path.join() || dragged.list !== target.list) return null;
  if (dragged.kind === 'block' && target.kind === 'reportSection') {
    const list = [...target.path, 'content', 'content'];
    const moved = moveBefore(template, dragged.path, list, (valueAt(template, list) as readonly unknown[]).length);
    return { template: moved.part, path: moved.path };
  }
  const to = dragged.kind === 'reportSection' && target.kind === 'block' ? target.path.slice(0, 2) : target.path;
  if (dragged.kind !== target.kind && to === target.path) return null;
  const moved = moveBefore(template, dragged.path, to.slice(0, -1), Number(to.at(-1)));
  return { template: moved.part, path: moved.path };
}

/** A section or a block once more behind itself, with ids of its own; a balance with a code of its own. */
export function duplicate(template: ReportTemplate, place: TemplatePlace, fresh: () => string): TemplateChange | null {
  const { kind, path, list, index } = place;
  const after = [...path.slice(0, -1), Number(path.at(-1)) + 1];
  const put = (item: unknown): TemplateChange => ({
    template: insertAt(template, path.slice(0, -1), Number(path.at(-1)) + 1, item),
    path: after,
  });
  const section = template[list]?.[index];
  if (kind === 'block' && section && place.block !== null) {
    const one = section.content.content.slice(place.block, place.block + 1);
    return put(withFreshIds({ ...section.content, content: one }, fresh).content[0]);
  }
  if (kind === 'reportSection' && section && list === 'sections') {
    const code = freeCode(new Set(template.sections.map((one) => one.code)), section.code);
    return put({ ...section, code, content: withFreshIds(section.content, fresh) });
  }
  const balance = template.balances?.[index];
  if (kind !== 'balance' || !balance) return null;
  return put({ ...balance, code: freeCode(new Set(template.balances?.map((one) => one.code)), balance.code) });
}

export function takeOut(template: ReportTemplate, place: TemplatePlace): TemplateChange | null {
  const { kind, path, list, index } = place;
  switch (kind) {
    case 'overview':
      return { template: changeAt(template, ['overview'], () => undefined), path: [] };
    case 'reportSection': {
      const code = template[list]?.[index]?.code ?? '';
      const next = Math.max(0, Math.min(index, (template[list]?.length ?? 0) - 2));
      return { template: removeReportSection(template, list, code), path: [list, next] };
    }
    case 'block':
      return { template: removeAt(template, path), path: path.slice(0, 2) };
    case 'balance': {
      const isLast = template.balances?.length === 1;
      return {
        template: isLast ? changeAt(template, ['balances'], () => undefined) : removeAt(template, path),
        path: ['balances'],
      };
    }
    default:
      return null;
  }
}

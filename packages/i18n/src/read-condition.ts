import {
  figureStates,
  isMet,
  termsOfCondition,
  type Condition,
  type FigureCondition,
  type FigureRef,
  type FigureState,
  type StateOfFigure,
} from '@huibao/domain';
import type { i18n } from 'i18next';

/** When a sentence is printed, in words: “招生投诉”为零，且“受理”有数. */
export function readCondition(condition: Condition, labelOf: (figure: FigureRef) => string, i18n: i18n): string {
  const t = i18n.getFixedT(null, 'reports');
  const words = termsOfCondition(condition).map((term) => readTerm(term, labelOf, i18n));
  return words.join(t('all' in condition ? 'condition.and' : 'condition.or'));
}

/** Why a sentence isn't printed: what its condition asks about, as it stands. */
export function readWhyUnprinted(
  condition: Condition,
  stateOf: StateOfFigure,
  labelOf: (figure: FigureRef) => string,
  i18n: i18n,
): string | null {
  if (isMet(condition, stateOf)) return null;
  const t = i18n.getFixedT(null, 'reports');
  const failed = termsOfCondition(condition).filter((term) => !term.is.includes(stateOf(term)));
  return failed.map((term) => readTerm({ ...term, is: [stateOf(term)] }, labelOf, i18n)).join(t('condition.and'));
}

function readTerm({ is, of, ...figure }: FigureCondition, labelOf: (figure: FigureRef) => string, i18n: i18n): string {
  const t = i18n.getFixedT(null, 'reports');
  const label = quotedWithin(labelOf(figure));
  const asked = of === undefined ? label : t('condition.asked', { label, of: t(`condition.of.${of}`) });
  return t('condition.is', { asked, state: readStates(is, i18n) });
}

const inner: Readonly<Record<string, string>> = { '“': '‘', '”': '’', '‘': '“', '’': '”' };

/** A name as it stands within quotation marks: its own are the other kind. */
function quotedWithin(name: string): string {
  return name.replace(/[“”‘’]/g, (mark) => inner[mark] ?? mark);
}

/** 为零或无数据, 不为零: one state, or any but one. */
export function readStates(states: readonly FigureState[], i18n: i18n): string {
  const t = i18n.getFixedT(null, 'reports');
  const [only] = states;
  if (states.length === 1 && only) return t(`condition.states.${only}`);
  const absent = figureStates.find((state) => !states.includes(state));
  return absent ? t(`condition.butNot.${absent}`) : '';
}

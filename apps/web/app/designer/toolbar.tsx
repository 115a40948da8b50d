import type { DraftParts } from '@huibao/domain/designing';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import {
  addBlock,
  addField,
  addNewForm,
  addRule,
  addSection,
  duplicate,
  retires,
  sectionFor,
  takeOut,
  within,
  type Change,
  type Words,
} from './actions.ts';
import { canMove, goesElsewhere, move } from './moving.ts';
import { blockKinds, kindAt, type Chosen } from './outline/nodes.ts';

type Action = readonly [
  key:
    | 'addField'
    | 'addFields'
    | 'addGrid'
    | 'addRegister'
    | 'addSection'
    | 'addRule'
    | 'addForm'
    | 'duplicate'
    | 'moveUp'
    | 'moveDown'
    | 'retire'
    | 'takeOut',
  isThere: boolean,
  make: () => Change | null,
];

/** What can be done with the chosen piece, and what can be added where it stands: only what does something. */
export function Toolbar({
  parts,
  chosen,
  published,
  words,
  act,
  add,
  onPaste,
  onMoveTo,
}: {
  readonly parts: DraftParts;
  readonly chosen: Chosen;
  readonly published: ReadonlySet<string>;
  readonly words: Words;
  readonly act: (change: Change | null) => void;
  /** What is added is named next. */
  readonly add: (change: Change | null) => void;
  readonly onPaste: () => void;
  readonly onMoveTo: () => void;
}) {
  const { t } = useTranslation('designer');
  const kind = kindAt(parts, chosen);
  const isRetired = chosen.path[0] === 'retired';
  const inBlock = !isRetired && within(parts, chosen, blockKinds) !== null;
  const hasSection = !isRetired && sectionFor(parts, chosen) !== null;
  const isPiece = kind !== 'rules' && kind !== 'retired';
  // What an action would do is worked out when it is asked for: a form has a thousand questions.
  const added: readonly Action[] = [
    ['addField', inBlock, () => addField(parts, chosen, words)],
    ['addFields', hasSection, () => addBlock(parts, chosen, 'fields', words)],
    ['addGrid', hasSection, () => addBlock(parts, chosen, 'grid', words)],
    ['addRegister', hasSection, () => addBlock(parts, chosen, 'register', words)],
    ['addSection', true, () => addSection(parts, chosen, words)],
    ['addRule', !isRetired, () => addRule(parts, chosen, words)],
    ['addForm', true, () => addNewForm(parts, chosen.part.slice('forms/'.length, -'.json'.length), words)],
  ];
  const done: readonly Action[] = [
    ['duplicate', isPiece && !isRetired, () => duplicate(parts, chosen)],
    ['moveUp', canMove(parts, chosen, -1), () => move(parts, chosen, -1)],
    ['moveDown', canMove(parts, chosen, 1), () => move(parts, chosen, 1)],
    [retires(parts, chosen, published) ? 'retire' : 'takeOut', isPiece, () => takeOut(parts, chosen, published)],
  ];
  const button = ([key, isThere, make]: Action, then: (change: Change | null) => void) =>
    isThere && <Tool key={key} label={t(`actions.${key}`)} sign={signs[key]} onClick={() => then(make())} />;
  return (
    <div className="designer-tools" role="toolbar" aria-label={t('actions.label')}>
      <div>
        <span className="plus" aria-hidden>
          ＋
        </span>
        {added.map((one) => button(one, add))}
        {inBlock && <Tool label={t('actions.pasteRows')} sign={t('actions.paste')} onClick={onPaste} />}
      </div>
      <div>
        {done.map((one) => button(one, act))}
        {goesElsewhere(kind) && !isRetired && <Tool label={t('actions.moveTo')} sign="→" onClick={onMoveTo} />}
      </div>
    </div>
  );
}

/** What everybody knows by its sign is one: a line holds all that can be done. */
const signs: Partial<Record<Action[0], string>> = { moveUp: '↑', moveDown: '↓', takeOut: '✕' };

/** What adds has its plus before all of them. */
function Tool({
  label,
  sign = label.replace(/^[＋+]\s*/, ''),
  onClick,
}: {
  readonly label: string;
  readonly sign?: string | undefined;
  readonly onClick: () => void;
}) {
  return (
    <Button size="small" variant="plain" aria-label={label} title={label} onClick={onClick}>
      {sign}
    </Button>
  );
}

import type { FormDefinition } from '@huibao/domain';
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
  move,
  takeOut,
  within,
  type Change,
  type Words,
} from './actions.ts';
import { kindAt, type Chosen } from './outline/nodes.ts';

/** What can be done with the chosen piece, and what can be added where it stands: only what does something. */
export function Toolbar({
  parts,
  chosen,
  published,
  words,
  act,
  onPaste,
}: {
  readonly parts: DraftParts;
  readonly chosen: Chosen;
  readonly published: ReadonlySet<string>;
  readonly words: Words;
  readonly act: (change: Change | null) => void;
  readonly onPaste: () => void;
}) {
  const { t } = useTranslation('designer');
  const kind = kindAt(parts, chosen);
  const isRetired = chosen.path[0] === 'retired';
  const inBlock = !isRetired && within(parts, chosen, ['fields', 'register']) !== null;
  const inSection = !isRetired && within(parts, chosen, ['section']) !== null;
  const isPiece = kind !== 'rules' && kind !== 'retired';
  const gone = isPiece ? takeOut(parts, chosen, published) : null;
  const retiredIn = (of: DraftParts | undefined): number =>
    (of?.get(chosen.part) as FormDefinition | null | undefined)?.retired?.length ?? 0;
  const isRetiring = retiredIn(gone?.parts) > retiredIn(parts);
  const added: readonly (readonly [string, Change | null])[] = [
    ['addField', inBlock ? addField(parts, chosen, words) : null],
    ['addFields', inSection ? addBlock(parts, chosen, 'fields', words) : null],
    ['addRegister', inSection ? addBlock(parts, chosen, 'register', words) : null],
    ['addSection', addSection(parts, chosen, words)],
    ['addRule', isRetired ? null : addRule(parts, chosen, words)],
    ['addForm', addNewForm(parts, chosen.part.slice('forms/'.length, -'.json'.length), words)],
  ];
  const done: readonly (readonly [string, Change | null])[] = [
    ['duplicate', isPiece && !isRetired ? duplicate(parts, chosen) : null],
    ['moveUp', isRetired ? null : move(parts, chosen, -1)],
    ['moveDown', isRetired ? null : move(parts, chosen, 1)],
    [isRetiring ? 'retire' : 'takeOut', gone],
  ];
  const button = ([key, change]: readonly [string, Change | null]) =>
    change && (
      <Button key={key} size="small" variant="plain" onClick={() => act(change)}>
        {t(`actions.${key as 'addField'}`)}
      </Button>
    );
  return (
    <div className="designer-tools" role="toolbar" aria-label={t('actions.label')}>
      <div>
        {added.map(button)}
        {inBlock && (
          <Button size="small" variant="plain" onClick={onPaste}>
            {t('actions.pasteRows')}
          </Button>
        )}
      </div>
      <div>{done.map(button)}</div>
    </div>
  );
}

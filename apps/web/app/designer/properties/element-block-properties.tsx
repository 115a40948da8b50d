import { gridIssues, type ElementBlock, type Grid } from '@huibao/domain';
import { changeAt } from '@huibao/domain/designing';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { brokenDownAs } from '../actions.ts';
import { unlessEmpty } from './both-languages.ts';
import { Breakdown } from './breakdown.tsx';
import { BothProperty, ChoiceProperty, type Properties } from './fields.tsx';

interface Props<Block extends ElementBlock> extends Properties<Block> {
  /** Some of its questions were published. */
  readonly isPublished: boolean;
}

const layouts = ['lines', 'options', 'elements'] as const;

/** A group of questions: under each other, or as one table. */
export function ElementBlockProperties(props: Props<ElementBlock>) {
  const { item, change, problemAt } = props;
  const { t } = useTranslation('designer');
  const [table, setTable] = useState<Grid | null>(null);
  return (
    <>
      <BothProperty
        label={t('fields.title')}
        value={item.title}
        problem={problemAt(['title']) ?? (item.kind === 'fields' ? problemAt(['elements']) : undefined)}
        onChange={(title) => change(['title'], title)}
      />
      <ChoiceProperty
        label={t('fields.layout')}
        value={item.kind === 'grid' ? item.across : 'lines'}
        options={layouts.map((layout) => [layout, t(`layouts.${layout}`)] as const)}
        problem={problemAt(['across'])}
        onChange={(layout) => {
          if (item.kind === 'grid') setTable(item);
          change([], laidOut(item, layout, table));
        }}
      />
      {item.kind === 'grid' && <GridProperties {...props} item={item} />}
    </>
  );
}

/** As lines a group has neither total nor a corner; as a table again it has those that it had. */
function laidOut(block: ElementBlock, layout: (typeof layouts)[number], table: Grid | null): ElementBlock {
  const { title, elements } = block;
  if (layout === 'lines') return { kind: 'fields', title, elements };
  return { ...(block.kind === 'grid' ? block : table), kind: 'grid', title, across: layout, elements };
}

function GridProperties({ item, chosen, change, problemAt, isPublished }: Props<Grid>) {
  const { t } = useTranslation('designer');
  const [first] = item.elements;
  return (
    <>
      <BothProperty
        label={t('fields.total')}
        value={item.total ?? { zh: '', en: '' }}
        problem={problemAt(['total'])}
        onChange={(total) => change(['total'], unlessEmpty(total))}
      />
      <BothProperty
        label={t('fields.corner')}
        value={item.hint ?? { zh: '', en: '' }}
        problem={problemAt(['hint'])}
        isLong
        onChange={(hint) => change(['hint'], unlessEmpty(hint))}
      />
      {first && (
        <>
          <Breakdown
            item={first}
            owner={first.code}
            chosen={chosen}
            isPublished={isPublished}
            hasHeads
            problemAt={(key) => problemAt(['elements', 0, ...key])}
            change={(key, value) => {
              const changed = changeAt(first, key, () => value);
              change(
                ['elements'],
                item.elements.map((element) => brokenDownAs(changed, element)),
              );
            }}
          />
          {gridIssues(item).some(({ code }) => code === 'definition.grid_uneven') && (
            <button
              type="button"
              className="link"
              onClick={() =>
                change(
                  ['elements'],
                  item.elements.map((element) => brokenDownAs(first, element)),
                )
              }
            >
              {t('fields.breakDownAlike')}
            </button>
          )}
        </>
      )}
    </>
  );
}

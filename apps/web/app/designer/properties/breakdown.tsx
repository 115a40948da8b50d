import { dimensionsOf, isNumeric, type DataElement, type Dimension } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { BothProperty, CheckProperty, CodeProperty, type Properties } from './fields.tsx';
import { OptionList } from './option-list.tsx';

interface Props extends Properties<DataElement> {
  /** The element's code, as others name it. */
  readonly owner: string;
  readonly isPublished: boolean;
  /** In a grid options may share a head. */
  readonly hasHeads?: boolean;
}

const mostDimensions = 3;

function emptyDimension(code: string): Dimension {
  return { code, label: { zh: '', en: '' }, options: [] };
}

/** What a question is broken down by: one cell for each combination of options, their total computed. */
export function Breakdown({ item, owner, isPublished, hasHeads = false, change, problemAt }: Props) {
  const { t } = useTranslation('designer');
  const dimensions = dimensionsOf(item);
  const crossedBy = item.crossedBy ?? [];
  const isCrossable = item.fromSensitiveRegister === undefined && dimensions.length < mostDimensions;
  if (!isNumeric(item.type) && item.type !== 'boolean') return null;
  return (
    <>
      <div className="property-checks">
        <CheckProperty
          label={t('fields.dimension')}
          value={item.dimension !== undefined}
          isLocked={isPublished || crossedBy.length > 0}
          onChange={(is) => change(['dimension'], is ? emptyDimension('kind') : undefined)}
        />
      </div>
      {dimensions.map((dimension, place) => {
        const at = place === 0 ? ['dimension'] : ['crossedBy', place - 1];
        const last = place === dimensions.length - 1;
        return (
          <DimensionFields
            key={place}
            dimension={dimension}
            at={at}
            owner={owner}
            isPublished={isPublished}
            hasHeads={hasHeads}
            change={change}
            problemAt={problemAt}
            {...(place > 0 && last && !isPublished
              ? { onRemove: () => change(['crossedBy'], place > 1 ? crossedBy.slice(0, -1) : undefined) }
              : {})}
          />
        );
      })}
      {item.dimension && isCrossable && !isPublished && (
        <button
          type="button"
          className="link"
          onClick={() => change(['crossedBy'], [...crossedBy, emptyDimension(`kind_${dimensions.length + 1}`)])}
        >
          {t('fields.cross')}
        </button>
      )}
    </>
  );
}

function DimensionFields({
  dimension,
  at,
  owner,
  isPublished,
  hasHeads = false,
  change,
  problemAt,
  onRemove,
}: Pick<Props, 'owner' | 'isPublished' | 'hasHeads' | 'change' | 'problemAt'> & {
  dimension: Dimension;
  at: readonly (string | number)[];
  onRemove?: () => void;
}) {
  const { t } = useTranslation('designer');
  return (
    <>
      <BothProperty
        label={t('fields.dimensionLabel')}
        value={dimension.label}
        problem={problemAt([...at, 'label'])}
        onChange={(label) => change([...at, 'label'], label)}
      />
      <CodeProperty
        label={t('fields.dimensionCode')}
        of={{ kind: 'dimension', owner, code: dimension.code }}
        isLocked={isPublished}
        problem={problemAt([...at, 'code'])}
      />
      <OptionList
        label={t('fields.dimensionOptions')}
        of={{ kind: 'option', owner }}
        options={dimension.options}
        locked={isPublished ? dimension.options.length : 0}
        hasHeads={hasHeads}
        hasFixed
        problem={problemAt([...at, 'options'])}
        onChange={(options) => change([...at, 'options'], options)}
      />
      {onRemove && (
        <button type="button" className="link" onClick={onRemove}>
          {t('fields.uncross')}
        </button>
      )}
    </>
  );
}

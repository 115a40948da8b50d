import { elementsOf, localize, type DataElement, type FormDefinition } from '@huibao/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { ChooseByName } from './choose-by-name.tsx';

/** From which element of another form a cell is taken: found by its name, and the question becomes the same one. */
export function TakenProperty({
  item,
  forms,
  problem,
  isLocked,
  onReplace,
}: {
  readonly item: DataElement;
  /** The other forms of the programme. */
  readonly forms: readonly FormDefinition[];
  readonly problem: string | undefined;
  /** Published: it stays what it is. */
  readonly isLocked: boolean;
  readonly onReplace: (element: DataElement) => void;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const sources = useMemo(
    () =>
      forms.flatMap((form) =>
        elementsOf(form)
          .filter(({ type, takenFrom }) => type !== 'attachment' && takenFrom === undefined)
          .map((element) => ({
            element,
            code: element.code,
            name: `${localize(form.number, locale)} ${localize(element.label, locale)} · ${element.code}`,
          })),
      ),
    [forms, locale],
  );
  const find = (code: string) => sources.find((source) => source.code === code);
  return (
    <ChooseByName
      label={t('fields.takenFrom')}
      placeholder={t('fields.takenFromHint')}
      choices={sources}
      value={item.takenFrom}
      problem={problem}
      isLocked={isLocked}
      isCode={(text) => find(text) !== undefined}
      onChoose={(code) => {
        const found = code === undefined ? undefined : find(code);
        onReplace(found ? takenFrom(item, found.element) : withoutSource(item));
      }}
    />
  );
}

/** The same question under its own code and name; nobody answers it here. */
function takenFrom(item: DataElement, source: DataElement): DataElement {
  const { code, label, hint, when, appliesTo } = item;
  const { type, unit, flow, options, dimension, crossedBy, decimals, countsPersons, isPersonal } = source;
  return {
    code,
    label,
    ...(hint ? { hint } : {}),
    type,
    ...(unit ? { unit } : {}),
    flow,
    required: false,
    ...(options ? { options } : {}),
    ...(dimension ? { dimension } : {}),
    ...(crossedBy ? { crossedBy } : {}),
    ...(decimals === undefined ? {} : { decimals }),
    ...(countsPersons ? { countsPersons } : {}),
    ...(isPersonal ? { isPersonal } : {}),
    takenFrom: source.code,
    ...(when === undefined ? {} : { when }),
    ...(appliesTo ? { appliesTo } : {}),
  };
}

function withoutSource({ takenFrom: _source, ...item }: DataElement): DataElement {
  return item;
}

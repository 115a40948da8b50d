import { elementsOf, localize, type DataElement, type FormDefinition } from '@huibao/domain';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';

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
  const id = useId();
  const sources = useMemo(
    () =>
      forms.flatMap((form) =>
        elementsOf(form)
          .filter(({ type, takenFrom }) => type !== 'attachment' && takenFrom === undefined)
          .map((element) => ({
            element,
            name: `${localize(form.number, locale)} ${localize(element.label, locale)} · ${element.code}`,
          })),
      ),
    [forms, locale],
  );
  const chosen = sources.find(({ element }) => element.code === item.takenFrom);
  const [typed, setTyped] = useState<string | null>(null);
  const take = (found: (typeof sources)[number] | undefined): void => {
    setTyped(null);
    if (found && found !== chosen) onReplace(takenFrom(item, found.element));
  };
  const type = (text: string): void => {
    const found = sources.find(({ name }) => name === text);
    if (found) take(found);
    else setTyped(text === '' ? null : text);
    if (text === '' && item.takenFrom !== undefined) onReplace(withoutSource(item));
  };
  // A code is whole once it is left, since it may be how another begins; what is neither is not kept up as if it were.
  const put = (): void => {
    if (typed !== null) take(sources.find(({ element }) => element.code === typed.trim()));
  };
  return (
    <div className="property">
      <label htmlFor={id}>{t('fields.takenFrom')}</label>
      <div>
        <input
          id={id}
          className="input"
          list={`${id}-sources`}
          readOnly={isLocked}
          value={typed ?? chosen?.name ?? item.takenFrom ?? ''}
          placeholder={t('fields.takenFromHint')}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => type(event.target.value)}
          onBlur={put}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) put();
          }}
        />
        <datalist id={`${id}-sources`}>
          {sources.map(({ element, name }) => (
            <option key={element.code} value={name} />
          ))}
        </datalist>
        {problem !== undefined && (
          <span className="problem" id={`${id}-problem`}>
            {problem}
          </span>
        )}
      </div>
    </div>
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

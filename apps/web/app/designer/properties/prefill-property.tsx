import { cellOptionsOf, fillingFrom, localize, type DataElement } from '@huibao/domain';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import type { PrefillSource } from '../../outputs.ts';
import { useDraftCodes } from '../draft-codes.ts';
import { ChooseByName, type Choice } from './choose-by-name.tsx';

const shape = /^([a-z]\w*)\/([a-z]\w*)\/([a-z]\w*)$/;

/**
 * Which element of another programme it may be filled in from: one that asks the same, or the same number in parts, by
 * its name. Of a programme that isn't here (yet) the codes are written.
 */
export function PrefillProperty({
  item,
  problem,
  onChange,
}: {
  readonly item: DataElement;
  readonly problem: string | undefined;
  readonly onChange: (source: DataElement['prefilledFrom']) => void;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const { parts } = useDraftCodes();
  const own = (parts.get('programme.json') as { readonly code: string }).code;
  const sources = useSources();
  const { prefilledFrom: value } = item;
  const choices = useMemo(() => {
    const typed = cellOptionsOf(item)?.filter(({ fixed }) => fixed === undefined).length ?? 1;
    const named = sources.flatMap(({ programme, form, element }): readonly Choice[] => {
      const filling = programme.code === own ? null : fillingFrom(item, element, typed);
      if (filling === null) return [];
      const code = `${programme.code}/${form.code}/${element.code}`;
      const names = [programme.title, form.number, element.label].map((name) => localize(name, locale));
      const how = filling === 'sum' ? [t('fields.prefillSum')] : [];
      return [{ code, name: [...names, ...how, element.code].join(' · ') }];
    });
    // Two levels may have a programme of the same code.
    return [...new Map(named.map((one) => [one.code, one])).values()];
  }, [sources, own, item, locale, t]);
  return (
    <ChooseByName
      label={t('fields.prefilledFrom')}
      placeholder={t('fields.prefillHint')}
      choices={choices}
      value={value && `${value.programme}/${value.form}/${value.element}`}
      problem={problem}
      isCode={(text) => shape.test(text)}
      onChoose={(code) => {
        const [, programme, form, element] = shape.exec(code ?? '') ?? [];
        const isWhole = programme !== undefined && form !== undefined && element !== undefined;
        onChange(isWhole ? { programme, form, element } : undefined);
      }}
    />
  );
}

/** Asked for once a page, since it is the same for every question. */
let asked: Promise<readonly PrefillSource[]> | null = null;

function useSources(): readonly PrefillSource[] {
  const [sources, setSources] = useState<readonly PrefillSource[]>([]);
  useEffect(() => {
    let isCurrent = true;
    asked ??= client.draft.prefillSources.query();
    asked.then(
      (found) => {
        if (isCurrent) setSources(found);
      },
      // Codes can be written all the same; the next question asks again.
      () => {
        asked = null;
      },
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  return sources;
}

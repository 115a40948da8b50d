import {
  placed,
  repeated,
  unknownReference,
  type DefinitionIssue,
  type DefinitionPath,
} from '../form/definition-issue.ts';
import { elementsOf, registersOf, withRetired } from '../form/definition.ts';
import { codesReadOfOthers } from '../form/names-of-others.ts';
import { operandsOf } from '../indicator/definition.ts';
import { figuresOf } from '../report/prose.ts';
import type { Programme } from './definition.ts';
import { partsOfIndicators, templateWithout } from './parts.ts';

/**
 * What is asked only where a part is switched on is read only by what is asked with it: whoever leaves the part off has
 * a programme that is whole without it.
 */
export function partIssues(programme: Programme): readonly DefinitionIssue[] {
  const parts = placed(programme.parts ?? [], ['parts']);
  return [
    ...repeated('part', parts),
    ...unknownParts(programme),
    ...formsReading(programme),
    ...indicatorsReading(programme),
    ...printedAlways(programme),
  ];
}

function unknownParts({ parts = [], forms, indicatorGroups }: Programme): readonly DefinitionIssue[] {
  const known = new Set(parts.map(({ code }) => code));
  return [...placed(forms, ['forms']), ...placed(indicatorGroups, ['indicatorGroups'])].flatMap(
    ({ item: { code, part }, path }) =>
      part === undefined || known.has(part)
        ? []
        : [unknownReference([...path, 'part'], part, `${code}: there is no part ${part}`)],
  );
}

function formsReading({ forms }: Programme): readonly DefinitionIssue[] {
  const home = homesOf(forms);
  return placed(forms, ['forms']).flatMap(({ item: form, path }) =>
    [...codesReadOfOthers(form)].flatMap((code) => readFrom(form, home.get(code), code, [...path, 'part'])),
  );
}

function indicatorsReading(programme: Programme): readonly DefinitionIssue[] {
  const home = homesOf(programme.forms);
  const own = partsOfIndicators(programme);
  return placed(programme.indicators, ['indicators']).flatMap(({ item: { code, operator, scale }, path }) => {
    const part = own.get(code);
    const of = part === undefined ? { code } : { code, part };
    return [
      ...[...new Set([operator.of, ...operandsOf(operator)].map(({ element }) => element))].flatMap((element) =>
        readFrom(of, home.get(element.split('.')[0] ?? ''), element, [...path, 'operator']),
      ),
      ...(typeof scale === 'object' ? readFrom(of, own.get(scale.per), scale.per, [...path, 'scale', 'per']) : []),
    ];
  });
}

/** The part whose form asks for an element or a register. */
function homesOf(forms: Programme['forms']): ReadonlyMap<string, string | undefined> {
  return new Map(
    forms.flatMap((form) => {
      const all = withRetired(form);
      return [...elementsOf(all), ...registersOf(all)].map(({ code }) => [code, form.part] as const);
    }),
  );
}

function readFrom(
  reader: { readonly code: string; readonly part?: string },
  part: string | undefined,
  read: string,
  path: DefinitionPath,
): readonly DefinitionIssue[] {
  if (part === undefined || part === reader.part) return [];
  return [
    {
      code: 'definition.part_read_from_outside',
      path,
      params: { code: reader.code, read, part },
      sentence: `${reader.code} reads ${read}, which is there only with part ${part}`,
    },
  ];
}

/** Without its part the text may not name a figure that isn't there. */
function printedAlways(programme: Programme): readonly DefinitionIssue[] {
  const { template } = programme;
  const parts = partsOfIndicators(programme);
  const off = new Set([...parts].flatMap(([code, part]) => (part === undefined ? [] : [code])));
  const bare = templateWithout(template, off);
  return (['sections', 'overview'] as const).flatMap((of) =>
    (bare[of] ?? []).flatMap(({ code, content }, index) =>
      figuresOf(content)
        .filter(({ attrs }) => off.has(attrs.indicator))
        .map(({ attrs: { indicator } }): DefinitionIssue => ({
          code: 'definition.part_printed_always',
          path: ['template', of, index, 'content'],
          params: { code: indicator, section: code },
          sentence: `report section ${code}: ${indicator} is of a part, and stands under no condition`,
        })),
    ),
  );
}

import { findCircles } from '../form/circles.ts';
import { unknownReference, type DefinitionIssue } from '../form/definition-issue.ts';
import { elementsOf, registersOf, type DataElement, type FormDefinition } from '../form/definition.ts';
import { placedElements } from '../form/placed-parts.ts';
import { codesNamedNow, isSameQuestion, namesOfForms, type NamedAsked } from '../form/names-of-others.ts';

/** What is taken from another form must be asked there, and be the same question; nothing leads back to itself. */
export function acrossFormsIssues(forms: readonly FormDefinition[]): readonly DefinitionIssue[] {
  const names = namesOfForms(forms);
  const circles = circlesAcross(forms);
  return forms.flatMap((form, index) =>
    placedElements(form).flatMap(({ item, path }): readonly DefinitionIssue[] => {
      const at = ['forms', index, ...path];
      const { code, takenFrom } = item;
      const taken = takenFrom === undefined ? [] : takenIssues(item, takenFrom, form, names.get(takenFrom), at);
      if (taken.length > 0 || !circles.has(code)) return taken;
      return [
        {
          code: 'definition.circular',
          path: [...at, takenFrom === undefined ? 'calculated' : 'takenFrom'],
          params: { code },
          sentence: `${code} is worked out from itself through another form`,
        },
      ];
    }),
  );
}

function takenIssues(
  element: DataElement,
  source: string,
  form: FormDefinition,
  found: NamedAsked | undefined,
  at: DefinitionIssue['path'],
): readonly DefinitionIssue[] {
  const path = [...at, 'takenFrom'];
  const { code } = element;
  const refuse = (
    why: 'source_in_own_form' | 'source_retired' | 'source_unlike',
    sentence: string,
  ): readonly DefinitionIssue[] => [
    { code: `definition.${why}`, path, params: { code, source }, sentence: `${code}: ${sentence}` },
  ];
  if (!found || 'columns' in found.asked)
    return [unknownReference(path, source, `${code}: there is no element ${source} to be taken`)];
  if (found.form.code === form.code) return refuse('source_in_own_form', `${source} is asked by the same form`);
  if (found.isRetired) return refuse('source_retired', `${source} is asked no more`);
  return isSameQuestion(element, found.asked)
    ? []
    : refuse('source_unlike', `${source} has another type, unit, flow or breakdown`);
}

/** Codes that lead back to themselves by way of another form; a form's own circles are told by the form. */
function circlesAcross(forms: readonly FormDefinition[]): ReadonlySet<string> {
  const formOf = new Map(
    forms.flatMap((form) => [...elementsOf(form), ...registersOf(form)].map(({ code }) => [code, form.code] as const)),
  );
  const edges = new Map(
    forms
      .flatMap(elementsOf)
      .map(
        ({ code, calculated, takenFrom }) =>
          [code, [...codesNamedNow(calculated), ...(takenFrom === undefined ? [] : [takenFrom])]] as const,
      ),
  );
  const within = new Map(
    [...edges].map(([code, to]) => [code, to.filter((one) => formOf.get(one) === formOf.get(code))] as const),
  );
  const own = findCircles(within);
  return new Set([...findCircles(edges)].filter((code) => !own.has(code)));
}

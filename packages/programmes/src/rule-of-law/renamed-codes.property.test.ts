import {
  partsOfPackage,
  filesOfParts,
  renameCode,
  usesOfCode,
  type CodeName,
  type DraftParts,
} from '@huibao/domain/designing';
import { codeSites, readPackage, recode, type CodeSite } from '@huibao/domain/package';
import { describe, expect, it } from 'vitest';
import { builtInPackage } from '../built-in.ts';

const parts = partsOfPackage(builtInPackage('rule-of-law'));
const bytes = [...filesOfParts(parts)].toSorted();

const refusalsOf = (draft: DraftParts): readonly string[] => {
  const read = readPackage(filesOfParts(draft));
  return read.ok ? [] : read.refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
};
const renamed = (draft: DraftParts, name: CodeName, to: string): DraftParts =>
  new Map([...new Map([...draft, ...renameCode(draft, name, to)])].filter(([, content]) => content !== null));

const declared = codeSites(parts).flatMap(({ site }) => (site.does === 'declares' ? [site] : []));
/** Of each kind one, from the middle; all of them where time is given. */
const spread = process.env['TEST_LONG']
  ? declared
  : [...new Set(declared.map(({ kind }) => kind))].flatMap((kind) => {
      const all = declared.filter((one) => one.kind === kind);
      return all[Math.floor(all.length / 2)] ?? [];
    });

describe('every code of the programme', () => {
  it('may be another, all at once, wherever it is declared or named', () => {
    const all = (draft: DraftParts, change: (site: CodeSite) => string): DraftParts =>
      new Map(
        [...draft].map(([file, part]) => {
          const [, form] = /^forms\/(.*)\.json$/.exec(file) ?? [];
          const name =
            form === undefined
              ? file
              : `forms/${change({ kind: 'form', owner: '', code: form, does: 'declares', path: [] })}.json`;
          return [name, recode(file, part, change)] as const;
        }),
      );
    const notCodes = new Set(['true', 'false']);
    const to = ({ code }: CodeSite): string => (notCodes.has(code) || /^\d+(\.\d+)?$/.test(code) ? code : `${code}_x`);
    const others = all(parts, to);
    expect(refusalsOf(others)).toEqual([]);
    const back = all(others, ({ code }) => code.replace(/_x$/, ''));
    expect([...filesOfParts(back)].toSorted()).toEqual(bytes);
  });

  it('is called otherwise one by one, with all that names it, and back', { timeout: 900_000 }, () => {
    let draft = parts;
    const steps: { readonly name: CodeName; readonly to: string }[] = [];
    for (const [no, { kind, owner, code }] of spread.entries()) {
      // Those before may be whose it is.
      const name = steps.reduce((of, step) => ({ ...of, owner: renamedOwner(of.owner, step) }), { kind, owner, code });
      const step = { name, to: `zz_fresh_${no}` };
      draft = renamed(draft, name, step.to);
      expect(usesOfCode(draft, name), `${kind} ${code}`).toEqual([]);
      steps.push(step);
      if (process.env['TEST_LONG']) expect(refusalsOf(draft)).toEqual([]);
    }
    expect(refusalsOf(draft)).toEqual([]);
    for (const { name, to } of steps.toReversed()) draft = renamed(draft, { ...name, code: to }, name.code);
    expect([...filesOfParts(draft)].toSorted()).toEqual(bytes);
  });
});

/** What something is of, once that is called otherwise. */
function renamedOwner(owner: string, { name, to }: { readonly name: CodeName; readonly to: string }): string {
  if (name.kind === 'form') return owner === `forms/${name.code}.json` ? `forms/${to}.json` : owner;
  const [first, column] = owner.split('.');
  if (name.kind === 'column') return owner === `${name.owner}.${name.code}` ? `${name.owner}.${to}` : owner;
  const isOwner = ['asked', 'sensitiveRegister'].includes(name.kind) && first === name.code;
  return isOwner ? [to, ...(column === undefined ? [] : [column])].join('.') : owner;
}

import type { BlockNode, ReportTemplate } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { idOf, visibleNodes } from '../outline/nodes.ts';
import {
  addBalance,
  addOverview,
  addSection,
  dropOn,
  duplicate,
  move,
  takeOut,
  type TemplateChange,
} from './actions.ts';
import { placeInTemplate, templateNodes } from './nodes.ts';
import { numbersOfSections } from './numbers-of-sections.ts';

const both = (text: string) => ({ zh: text, en: text });
const paragraph = (id: string, text: string): BlockNode => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});
const section = (code: string, ...blocks: readonly BlockNode[]): ReportTemplate['sections'][number] => ({
  code,
  heading: code,
  level: 1,
  numbering: 'auto',
  required: true,
  guidance: both(code),
  content: { type: 'doc', version: 2, content: blocks },
});
const template: ReportTemplate = {
  code: 'report',
  title: ['t'],
  upwardTitle: ['t'],
  sections: [section('work', paragraph('a', 'first'), paragraph('b', 'second')), section('plan')],
};

const at = (of: ReportTemplate, ...path: (string | number)[]) => placeInTemplate(of, path);
const shape = (change: TemplateChange | null): string =>
  change
    ? `${change.template.sections.map(({ code, content }) => `${code}:${content.content.map(({ attrs }) => attrs.id).join()}`).join(' ')} @${change.path.join('.')}`
    : '';

describe('the template’s tree', () => {
  it('has sections, blocks by their words, and what stands nearest to a fault’s place', () => {
    const nodes = templateNodes(template, (code) => code, '');
    expect(nodes.map(({ kind }) => kind)).toEqual(['template', 'balances']);
    const found = visibleNodes(nodes, new Set(), 'SECOND').map(({ node }) => `${node.kind} ${node.label?.zh ?? ''}`);
    expect(found).toEqual(['template ', 'reportSection work', 'paragraph second']);
    expect(nodes[0]?.children[0]?.id).toBe(idOf({ part: 'template.json', path: ['sections', 0] }));
    expect(at(template, 'sections', 0, 'content', 'content', 1, 'content', 0).path).toEqual([
      'sections',
      0,
      'content',
      'content',
      1,
    ]);
    expect(at(template, 'sections', 0, 'guidance', 'zh').path).toEqual(['sections', 0]);
    expect(at(template, 'sections', 0, 'content', 'content', 9).kind).toBe('reportSection');
    expect(at(template, 'sections', 9).kind).toBe('template');
    expect(at(template, 'overview', 0).kind).toBe('template');
    expect(at(template, 'balances', 0, 'left').kind).toBe('balances');
    expect(numbersOfSections(template.sections)).toEqual(['一、', '二、']);
  });
});

describe('pieces of a template', () => {
  it('are added behind what is chosen', () => {
    expect(shape(addSection(template, at(template, 'sections', 0), 'new'))).toBe('work:a,b section: plan: @sections.1');
    const two = addOverview(template).template;
    expect(addSection(two, at(two, 'overview'), 'new')).toBeNull();
    const less = takeOut(two, at(two, 'overview', 0))!.template;
    expect(less.overview?.map(({ code }) => code)).toEqual(['plan']);
    expect(addSection(less, at(less, 'overview', 0), 'new')?.template.overview?.map(({ code }) => code)).toEqual([
      'plan',
      'work',
    ]);
    const balanced = addBalance(template, 'sum', 'received');
    expect(balanced.template.balances).toMatchObject([{ code: 'balance', left: ['received'], relation: 'equal' }]);
    expect(takeOut(balanced.template, at(balanced.template, ...balanced.path))?.template).toEqual(template);
  });

  it('are moved by keys and by hand, and taken out', () => {
    const a = at(template, 'sections', 0, 'content', 'content', 0);
    expect(shape(move(template, a, 1))).toBe('work:b,a plan: @sections.0.content.content.1');
    expect(move(template, a, -1)).toBeNull();
    expect(shape(move(template, at(template, 'sections', 1), -1))).toBe('plan: work:a,b @sections.0');
    expect(shape(dropOn(template, a, at(template, 'sections', 1)))).toBe('work:b plan:a @sections.1.content.content.0');
    expect(shape(dropOn(template, at(template, 'sections', 1), a))).toBe('plan: work:a,b @sections.0');
    expect(dropOn(template, a, at(template))).toBeNull();
    expect(shape(takeOut(template, a))).toBe('work:b plan: @sections.0');
    expect(shape(takeOut(template, at(template, 'sections', 1)))).toBe('work:a,b @sections.0');
  });

  it('are there once more with ids of their own', () => {
    let no = 0;
    const fresh = (): string => `n${(no += 1)}`;
    expect(shape(duplicate(template, at(template, 'sections', 0), fresh))).toBe(
      'work:a,b work_2:n1,n2 plan: @sections.1',
    );
    expect(shape(duplicate(template, at(template, 'sections', 0, 'content', 'content', 0), fresh))).toBe(
      'work:a,n3,b plan: @sections.0.content.content.1',
    );
  });
});

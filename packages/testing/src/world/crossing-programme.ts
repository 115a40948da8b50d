import type { DataElement, FormDefinition, Programme } from '@huibao/domain';
import { quarterlyProgramme } from './quarterly-programme.ts';

const both = (text: string) => ({ zh: text, en: text });

const [requests] = quarterlyProgramme.forms;
if (!requests) throw new Error('the programme has a form');

const element = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});

/** Staff, of whom the form of requests may have no more answered; it shows the requests, and works out a share. */
const staff: FormDefinition = {
  ...requests,
  code: 'staff',
  number: both('表2'),
  title: both('人员'),
  shortTitle: both('人员'),
  sections: [
    {
      code: 'staff',
      title: both('人员'),
      blocks: [
        {
          kind: 'fields',
          title: both('人员'),
          elements: [
            element('clerks'),
            element('requests_received', { takenFrom: 'letters', required: false }),
            element('unanswered', { calculated: 'requests_received - answered', required: false }),
            element('spare', { calculated: 'clerks - pupils', required: false, when: 'clerks > 0' }),
          ],
        },
      ],
    },
  ],
  rules: [
    {
      code: 'clerks_enough',
      severity: 'error',
      expression: 'answered <= clerks * 10',
      message: both('每人答复不超过10件'),
      elements: ['clerks'],
    },
    {
      code: 'clerks_many',
      severity: 'warning',
      expression: 'unanswered <= 5',
      message: both('未答复过多'),
      elements: ['unanswered'],
    },
  ],
};

/** The quarterly programme with a second form that reads the first. */
export const crossingProgramme: Programme = { ...quarterlyProgramme, forms: [requests, staff] };

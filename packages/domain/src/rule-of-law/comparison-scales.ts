import type { IndicatorDefinition } from '../indicator/definition.ts';
import type { IndicatorScale, ScaleBase } from '../indicator/scale.ts';

const perSchool: ScaleBase = { per: 'schools_reporting', times: '1' };
const perHundredSchools: ScaleBase = { per: 'schools_reporting', times: '100' };
const perClass: ScaleBase = { per: 'classes', times: '1' };
const perThousandPupils: ScaleBase = { per: 'pupils', times: '1000' };
const perInstitution: ScaleBase = { per: 'institutions', times: '1' };

/**
 * On what base districts are compared in each total. What a bureau does itself (its meetings, documents, duties) has no
 * base of size: it is shown, and nobody is first. Nor is size itself.
 */
const scales: readonly (readonly [IndicatorScale, readonly string[]])[] = [
  [
    perSchool,
    [
      'school_study_sessions',
      'school_study_attendances',
      'decision_meetings',
      'vice_principal_hours',
      'legal_products',
      'legal_culture_sites',
      'mailboxes',
      'screenings',
      'bullying_checks',
      'slot_checks',
      'constitution_events',
      'speech_events',
      'lecture_events',
      'film_events',
      'flag_speech_events',
      'reminder_events',
      'reminder_blackboard',
      'reminder_flag_speech',
    ],
  ],
  [
    perHundredSchools,
    [
      'charters_revised',
      'charters_approved',
      'decision_rules_schools',
      'party_led_schools',
      'general_branches_split',
      'branches_one_person',
      'admission_plan_schools',
      'admission_results_schools',
      'vice_principal_schools',
      'vice_principal_hours_schools',
      'vice_principal_persons',
      'security_day_schools',
      'constitution_week_schools',
      'bullying_plan_schools',
      'notice_schools',
      'enrolment_check_schools',
      'dropout_cleared_schools',
      'reminder_schools',
      'reminder_daily_schools',
      'reminder_lesson_schools',
      'reminder_weekly_schools',
      'reminder_holiday_schools',
    ],
  ],
  [perClass, ['activity_events', 'class_meeting_events', 'reminder_class_meeting']],
  [
    perThousandPupils,
    [
      'activity_attendances',
      'admission_complaints',
      'letters',
      'viewers',
      'bullying_found',
      'bullying_handled',
      'counselling',
      'key_pupils',
      'key_pupils_leave',
      'key_pupils_suspended',
      'key_pupils_home_teaching',
      'key_pupils_suspected',
      'key_pupils_lost',
      'returned_pupils',
      'home_teaching_visits',
    ],
  ],
  [perInstitution, ['inspections', 'canteen_inspections', 'institutions_inspected', 'inspection_problems']],
];

const byCode = new Map(scales.flatMap(([scale, codes]) => codes.map((code) => [code, scale] as const)));

export function withScale(indicator: IndicatorDefinition): IndicatorDefinition {
  const scale = byCode.get(indicator.code);
  return scale ? { ...indicator, scale } : indicator;
}

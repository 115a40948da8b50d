import type { CellError } from '../cell/check-content.ts';
import type { Localized } from '../localized.ts';

/** “label” or “label（option）”. */
export function cellLabel(label: Localized, option: Localized | null): Localized {
  return option ? { zh: `${label.zh}（${option.zh}）`, en: `${label.en} (${option.en})` } : label;
}

export function requiredMessage(label: Localized): Localized {
  return { zh: `“${label.zh}”未填写`, en: `“${label.en}” is not answered` };
}

export function invalidMessage(label: Localized, error: CellError): Localized {
  const reason = reasonOf(error);
  return { zh: `“${label.zh}”${reason.zh}`, en: `“${label.en}” ${reason.en}` };
}

export function contradictoryRegisterMessage(label: Localized): Localized {
  return {
    zh: `“${label.zh}”已选“无”，但表中有记录`,
    en: `“${label.en}” says that there is nothing to report, yet it has rows`,
  };
}

function reasonOf({ code, params }: CellError): Localized {
  switch (code) {
    case 'not_a_number':
      return { zh: '不是数字', en: 'is not a number' };
    case 'not_an_integer':
      return { zh: '应为整数', en: 'must be a whole number' };
    case 'too_many_decimals':
      return { zh: `最多保留${params.decimals}位小数`, en: `takes at most ${params.decimals} decimals` };
    case 'too_small':
      return { zh: `不能小于${params.min}`, en: `must not be below ${params.min}` };
    case 'too_large':
      return { zh: `不能大于${params.max}`, en: `must not be above ${params.max}` };
    case 'too_many_digits':
      return { zh: '数字位数过多', en: 'has too many digits' };
    case 'not_a_boolean':
      return { zh: '应填“是”或“否”', en: 'must be yes or no' };
    case 'not_a_choice':
      return { zh: '不在可选项内', en: 'is not one of the choices' };
    case 'not_a_date':
      return { zh: '不是有效日期', en: 'is not a date' };
    case 'too_long':
      return { zh: `不能超过${params.length}字`, en: `must not exceed ${params.length} characters` };
    case 'not_a_file_list':
      return { zh: '附件无效', en: 'has invalid files' };
    case 'not_applicable_refused':
      return { zh: '不能填“不适用”', en: 'can’t be answered “not applicable”' };
    case 'reason_required':
      return { zh: '填“不适用”须选择原因', en: 'needs a reason for “not applicable”' };
    case 'locked':
      return { zh: '由系统计算，不能填写', en: 'is computed and can’t be filled in' };
  }
}

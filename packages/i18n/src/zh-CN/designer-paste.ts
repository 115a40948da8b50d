/** Rows of a sheet, as questions. */
export const paste = {
  title: '从 Excel 粘贴填报项',
  label: '粘贴的行',
  hint: '每行一项，各列依次为：名称、计量单位（英文写在“|”后，如“件|cases”）、英文名称、代码。只有名称必填。',
  gridHint:
    '每行一项，各列依次为：名称、计量单位（英文写在“|”后，如“件|cases”）、英文名称、代码，然后是从外到内的上级表头（每级先中文后英文，最多三级）。只有名称必填。',
  nameless_other: '第 {{rows}} 行没有名称，不会加入。如系合并单元格，请在各行补全名称。',
  comma: '、',
  put_other: '加入 {{count}} 项',
  more_other: '以下还有 {{count}} 项。',
  tooMany_other: '粘贴了 {{count}} 行，每张表最多 {{most}} 项，请分到几张表。',
} as const;

export const definitionErrors = {
  definition: {
    code_twice: 'The code “{{code}}” is there twice.',
    code_reserved: 'The code “{{code}}” is a reserved word of expressions. Choose another.',
    reference_unknown: 'There is no “{{code}}”.',
    circular: '“{{code}}” is calculated from itself, or asked depending on itself, in a circle.',
    condition_reads_more:
      'The condition of “{{code}}” may read only what is typed into the same form in the same period, and the unit.',
    options_unfit: 'A choice has options, and nothing else has.',
    decimals_unfit: 'Decimals belong to decimal numbers.',
    dimension_unfit: 'Only numbers and yes/no questions are broken down.',
    crossing_unfit: 'Only what is broken down already can be broken down further, and no count from a register.',
    grid_uneven: 'All of a table is broken down alike: the same dimensions, options and units as its first question.',
    grid_undivided: 'A table with options as columns needs questions that are broken down.',
    grid_total_unfit: 'Only numbers that are broken down have a total in a table, and no percentages.',
    grid_type_unfit: 'A table holds no narrative and no files.',
    persons_unfit: 'Persons are counted in whole numbers.',
    flow_unfit: 'Yes/no, choices and dates can’t add up over periods.',
    register_count_unfit: 'A sensitive register gives whole numbers only.',
    calculated_unfit: 'A narrative or a file can’t be calculated.',
    taken_unfit: 'What is taken from another form can be neither calculated nor counted in a register, and is no file.',
    fixed_unfit: '“{{value}}” can’t be fixed: it is no answer that is taken here, or the cell is worked out already.',
    prefill_unfit: 'What nobody types, and a file, can’t be filled in from another programme.',
    prefill_own_programme: '“{{code}}” names its own programme: within one, a cell is taken from the other form.',
    source_in_own_form: '“{{source}}” is asked by the same form; “{{code}}” can only be taken from another one.',
    source_retired: '“{{source}}”, from which “{{code}}” is taken, is asked no more.',
    source_unlike:
      '“{{source}}” differs from “{{code}}” in type, unit, stock or flow, decimals, choices or breakdown, so that it can’t be shown in its place.',
    limit_not_a_number: 'The limit “{{limit}}” is not a number.',
    limit_not_a_date: 'The limit “{{limit}}” is not a date (such as 2026-01-31).',
    limit_unfit: 'Limits belong to numbers and dates.',
    unit_in_english_only: 'The unit “{{unit}}” is written in English only: it has a Chinese name, too.',
    limits_crossed: 'The lower limit “{{min}}” lies above the upper one, “{{max}}”: no answer would do.',
    column_unfit: 'The register’s column “{{code}}” can be neither broken down nor calculated.',
    column_required: 'A register needs at least one required column that is asked in each row.',
    no_options_to_judge: 'What is judged option by option begins with an element that is broken down.',
    tolerance_not_a_number: 'The tolerance “{{tolerance}}” is no number of at least 0, of 15 digits and 6 decimals.',
    tolerance_of_nothing:
      'There is nothing to tolerate: the rule’s condition compares no numbers with ==, <=, >=, < or >.',
    day_out_of_order:
      '{{day}} doesn’t fit: periods begin one after another within a year, a collection is due no earlier than it opens and closes no earlier than it is due, and the public date is no earlier than the superiors’.',
    last_step_issues: 'The last step of the chain issues, and no other.',
    part_read_from_outside:
      '“{{code}}” reads “{{read}}”, which is there only where the optional part “{{part}}” is switched on.',
    part_printed_always:
      'The report’s section “{{section}}” prints “{{code}}”, a figure of an optional part, under no condition.',
    period_not_delivered:
      'The report of whoever rolls up others is written of whole years, as they are delivered: no figure of it is of “{{code}}”.',
    result_not_a_number: 'The expression’s result is not a number.',
    result_not_yes_or_no: 'The expression’s result is not yes or no.',
    result_not_a_text: 'The expression’s result is not a text.',
    expression_syntax: 'The expression can’t be read: its syntax is wrong.',
    expression_too_long: 'The expression is too long.',
    expression_too_deep: 'The expression is nested too deeply.',
    expression_too_large: 'The expression is too complex.',
    expression_too_many_steps: 'The expression takes too many steps.',
    expression_unsupported: 'The expression uses what isn’t supported: {{detail}}.',
    expression_unknown_name: '“{{detail}}” in the expression is neither an element nor a register of this form.',
    expression_unknown_field: 'There is no column or property “{{detail}}” for the expression.',
    expression_wrong_type: 'In the expression a number, a text, a yes/no or a list stands where another belongs.',
    unit_type_unknown: 'There is no type of school with the code “{{code}}”.',
    group_of_a_part: 'A group is asked for by a whole form, not by a part of one.',
    meaning_changed:
      '“{{code}}” has been published: its type, stock or flow, unit and breakdown stay. Retire it and add a new element.',
    option_removed: '“{{code}}” has been published: its option “{{option}}” can’t be taken away, only others added.',
  },
  amendment: {
    form_removed:
      '“{{code}}” is being filled in: a form can’t be taken away within the year. Move what isn’t asked any more to its “retired”.',
    form_narrowed: '“{{code}}” is being filled in: within the year more units may be asked, not fewer.',
    element_removed:
      '“{{code}}” is being filled in and can’t be left out: move what isn’t asked any more to the form’s “retired”.',
    element_moved: '“{{code}}” stands in form “{{form}}” and can’t move to another within the year.',
    element_tightened: '“{{code}}” is being filled in: within the year its demands may be relaxed, not tightened.',
    element_changed:
      '“{{code}}” is being filled in: within the year its source, its calculation and its protection stay. Retire it and add a new element.',
    rule_changed:
      'Rule “{{code}}” has been published: within the year it says what it said. Take it away and add another.',
    rule_tightened: 'Rule “{{code}}” was published as a warning: within the year it can’t be an error. Add another.',
    tolerance_narrowed: 'The published tolerance of rule “{{code}}” may grow within the year, and not shrink or go.',
    indicator_removed: 'Indicator “{{code}}” has been published and can’t be taken away within the year.',
    indicator_changed:
      'Indicator “{{code}}” has been published: within the year its operator, scope and unit stay. Add another indicator.',
    register_removed: 'Sensitive register “{{code}}” has been published and can’t be taken away within the year.',
    periods_changed: 'The year can’t be divided into other periods once it has begun.',
    day_earlier:
      '“{{day}}” is earlier than “{{before}}”, which has been published: within the year days may only be put off.',
    chain_changed: 'The chain of signing can’t change within the year.',
    part_removed: 'The optional part “{{code}}” can’t be taken away within the year.',
    part_changed: '“{{code}}” can’t change its optional part within the year.',
  },
} as const;

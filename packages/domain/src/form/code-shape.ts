/** Codes become keys of objects, where `constructor` is always there. */
export const codePattern = /^(?!constructor$)[a-z][a-z0-9_]*$/;
export const optionCodePattern = /^(?!constructor$)[a-z0-9][a-z0-9_-]*$/;

export const longestCode = 60;
/** Of a section's duty, and of a group of units. */
export const longestSectionCode = 40;

/** Where a form stands in a package, by its code. */
export function formFileName(form: string): string {
  return `forms/${form}.json`;
}

export function isFormFile(name: string): boolean {
  return /^forms\/[a-z][a-z0-9_]{0,59}\.json$/.test(name);
}

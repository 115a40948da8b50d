/** The file of a package that is to be looked at. */
export function PackageField({
  label,
  isBusy,
  onChoose,
}: {
  label: string;
  isBusy: boolean;
  onChoose: (file: File | null) => void;
}) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <input
        type="file"
        accept=".zip"
        required
        disabled={isBusy}
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
    </label>
  );
}

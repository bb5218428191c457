/** The rows that could not be imported, as a file to mend and upload again. */
export function FailedRowsLinks({ importId, count }: { importId: string; count: number }) {
  if (count === 0) return null;
  const link = (format: string, words: string) => (
    <a className="inline-flex min-h-8 items-center text-accent underline" href={`/api/imports/${importId}/failed-rows?format=${format}`} download>{words}</a>
  );
  return (
    <p className="flex flex-wrap gap-x-4">
      <span>The failed rows with their reasons, to mend and upload again:</span> {link('xlsx', 'Excel')} {link('csv', 'CSV')}
    </p>
  );
}

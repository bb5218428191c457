/** A file's name as it can be shown and sent: one line, nothing that is unseen or turns the line round, no folders. */
export function safeFileName(name: string): string {
  return name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cf}\p{Co}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .replaceAll(/[/\\]/g, '_')
    .trim();
}

/** A Content-Disposition for any file name: plain letters for old clients, the real name for the rest (RFC 6266). */
export function attachment(name: string): string {
  const clean = safeFileName(name);
  const plain = clean
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/g, '_')
    .replace(/["%]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

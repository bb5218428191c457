/** The process is up; nothing else is looked at. */
export function GET(): Response {
  return Response.json({ status: 'ok' });
}

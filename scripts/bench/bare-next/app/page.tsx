/** What the framework costs by itself. */
export default function EmptyPage() {
  return <p>empty page</p>;
}

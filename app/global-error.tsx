'use client';

/** When not even the frame around every page could be drawn: plain, small, and loaded again by the browser itself. */
export default function GlobalError() {
  return (
    <html lang="en-NG">
      <body style={{ padding: 24, fontFamily: 'system-ui' }}>
        <meta httpEquiv="refresh" content="5" />
        <h1>The school’s server did not answer</h1>
        <p>This page will load again by itself in a moment.</p>
      </body>
    </html>
  );
}

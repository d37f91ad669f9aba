/** Two rooms with a wall between them. */
export function Mark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 4.5h4v7H2z" fill="currentColor" fill-opacity="0.45" />
      <path d="M7.4 2h1.2v12H7.4z" fill="currentColor" />
      <path d="M10 4.5h4v7h-4z" fill="var(--accent)" />
    </svg>
  );
}

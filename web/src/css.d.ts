/** Styles that a view brings along when it is loaded. */
declare module '*.css';

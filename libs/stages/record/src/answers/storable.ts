/** The text as the database can hold it: without NUL and half surrogate pairs. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

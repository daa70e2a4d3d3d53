/** A time without its milliseconds: the API takes texts of up to 20 characters. */
export const toSeconds = (time: string) => new Date(time).toISOString().replace(/\.\d+/, '');

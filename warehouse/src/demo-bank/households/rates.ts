/** Interest of a year, as a share; half of it is paid every half-year. */
export const savingsRate = 0.01;
/** Interest of a year on term deposits, paid at the end by the days. */
export const termRate = 0.024;
export const termMonths = 12;

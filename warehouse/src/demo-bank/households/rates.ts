/** Interest of a year, as a share; half of it is paid every half-year. */
export const savingsRate = 0.01;
/** Interest of a year on term deposits of twelve months. What a deposit bears is paid at its end, by the days. */
export const termRate = 0.024;

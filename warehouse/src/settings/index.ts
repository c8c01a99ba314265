export { applyBankSettings, bankUnitCode, type BankSettingsOptions } from './apply-bank-settings';
export { fillCalendar } from './fill-calendar';
export { calendars, listHolidays, type Calendar } from './holidays';

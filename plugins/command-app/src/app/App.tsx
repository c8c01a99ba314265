import { Navigate, useLocation } from 'react-router-dom';
import { COMMAND_CENTER_URL } from '../constants';
import { CommandCenter } from '../pages/headquarters/CommandCenter';

/** The app has one page so far: every other address of it leads there. */
export default function App() {
  const { pathname } = useLocation();
  return pathname.startsWith(COMMAND_CENTER_URL) ? <CommandCenter /> : <Navigate to={COMMAND_CENTER_URL} replace />;
}

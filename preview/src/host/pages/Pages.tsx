import { Navigate, Route, Routes } from 'react-router-dom';
import { useHost } from '../host-context';
import { findHome } from '../shell/list-navigation';
import { AppPluginPage } from './AppPluginPage';
import { DashboardPage } from './DashboardPage';
import { ExplorePage } from './ExplorePage';
import { NotFoundPage } from './NotFoundPage';
import { WelcomePage } from './WelcomePage';

/** Every address of the preview. */
export function Pages() {
  const { boot, dashboards } = useHost();
  const home = findHome(boot.plugins, boot.homeApp, dashboards);
  return (
    <Routes>
      <Route path="/" element={home ? <Navigate to={home} replace /> : <WelcomePage />} />
      <Route path="/a/:pluginId/*" element={<AppPluginPage />} />
      <Route path="/d/:uid/:slug?" element={<DashboardPage />} />
      <Route path="/explore" element={<ExplorePage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}

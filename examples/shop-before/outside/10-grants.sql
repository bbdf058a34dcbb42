-- Privileges that production has and no project file knows. A deployment has to keep them.
GRANT USAGE ON SCHEMA shop_mart TO shop_app;
GRANT USAGE ON CLUSTER shop_serve TO shop_app;

GRANT USAGE ON SCHEMA shop_core TO shop_analyst;
GRANT USAGE ON SCHEMA shop_mart TO shop_analyst;
GRANT USAGE ON CLUSTER shop_serve TO shop_analyst;

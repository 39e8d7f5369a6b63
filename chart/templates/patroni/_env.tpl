{{/* Passwords come from the Secret, addresses from the pod. Patroni removes its own variables before it starts Postgres. */}}
{{- define "patroni.memberEnv" -}}
{{- $secret := include "patroni.secretName" . -}}
{{- $address := ternary (printf "$(PATRONI_NAME).%s.$(PATRONI_KUBERNETES_NAMESPACE).svc.%s" (include "patroni.membersName" .) .Values.clusterDomain) "$(POD_IP)" (eq (toString .Values.patroni.connectAddress) "dns") -}}
- { name: PATRONI_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
- { name: PATRONI_KUBERNETES_NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }
# patronictl in a member needs no flags.
- { name: PATRONICTL_CONFIG_FILE, value: /etc/patroni/patroni.yaml }
- { name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }
- { name: PATRONI_POSTGRESQL_CONNECT_ADDRESS, value: {{ printf "%s:5432" $address | quote }} }
- { name: PATRONI_RESTAPI_CONNECT_ADDRESS, value: {{ printf "%s:8008" $address | quote }} }
- { name: PATRONI_SUPERUSER_USERNAME, value: postgres }
- { name: PATRONI_SUPERUSER_PASSWORD, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: superuser-password } } }
- { name: PATRONI_REPLICATION_USERNAME, value: replicator }
- { name: PATRONI_REPLICATION_PASSWORD, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: replication-password } } }
- { name: PATRONI_RESTAPI_USERNAME, value: patroni }
- { name: PATRONI_RESTAPI_PASSWORD, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: restapi-password } } }
- { name: MONITOR_PASSWORD, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: monitor-password } } }
{{- end -}}

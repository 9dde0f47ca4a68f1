# SPDX-License-Identifier: GPL-3.0-or-later
# A Slurm of one node on this machine, for tests: munged, slurmctld and slurmd as ordinary processes under a folder. To be
# sourced:  slurm_begin FOLDER PROCESSORS; ...; slurm_end
slurm_daemons=()

slurm_write_conf() {
  local folder=$1 host=$2 user
  user=$(id -un)
  cat >"$folder/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=${SLURM_TEST_PORT:-16917}
SlurmdPort=$((${SLURM_TEST_PORT:-16917} + 1))
SlurmUser=$user
SlurmdUser=$user
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
JobRequeue=1
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
NodeName=$host NodeAddr=127.0.0.1 CPUs=$3
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
}

# Until the command says so, for at most a minute.
slurm_until() {
  local i
  for ((i = 0; i < 300; i++)); do
    "$@" && return 0
    sleep 0.2
  done
  return 1
}

slurm_is_idle() { [ "$(sinfo -h -o %T 2>/dev/null)" = idle ]; }
slurm_has_munge() { [ -S "$slurm_folder/munge.socket" ]; }

slurm_begin() {
  local host
  host=$(uname -n)
  slurm_folder=$1
  mkdir -p "$slurm_folder/state" "$slurm_folder/spool"
  chmod 755 "$slurm_folder" "$(dirname "$slurm_folder")"  # all must come to the socket
  slurm_write_conf "$slurm_folder" "$host" "$2"
  export SLURM_CONF=$slurm_folder/slurm.conf
  dd if=/dev/urandom of="$slurm_folder/key" bs=64 count=1 status=none
  chmod 600 "$slurm_folder/key"
  PATH=$PATH:/usr/sbin
  munged -F --key-file="$slurm_folder/key" --socket="$slurm_folder/munge.socket" --pid-file="$slurm_folder/munge.pid" \
    --seed-file="$slurm_folder/seed" >"$slurm_folder/munge.log" 2>&1 &
  slurm_daemons+=($!)
  slurm_until slurm_has_munge || return 1
  slurmctld -D -i -f "$SLURM_CONF" >/dev/null 2>&1 &
  slurm_daemons+=($!)
  slurmd -D -N "$host" -f "$SLURM_CONF" >/dev/null 2>&1 &
  slurm_daemons+=($!)
  slurm_until slurm_is_idle
}

slurm_end() {
  local i
  scancel --user="$(id -u)" >/dev/null 2>&1
  for ((i = ${#slurm_daemons[@]} - 1; i >= 0; i--)); do kill "${slurm_daemons[i]}" 2>/dev/null; done
  for process in "${slurm_daemons[@]}"; do wait "$process" 2>/dev/null; done
  slurm_daemons=()
}

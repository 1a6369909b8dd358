// Every service, one line each: what the catalogue's handler names lead to.

package import Conversation

package enum AllHandlers {
    package static let registry = HandlerRegistry(
        [
            Handler(AddItem.self), Handler(ShowItem.self), Handler(ListItems.self), Handler(SetItem.self),
            Handler(AssignItem.self), Handler(UnassignItem.self), Handler(NoteItem.self), Handler(LinkItems.self),
            Handler(UnlinkItems.self), Handler(MoveItem.self), Handler(FillItem.self), Handler(CloseItem.self),
            Handler(ReopenItem.self),
            Handler(ItemHistory.self), Handler(Changes.self),
            Handler(AddRisk.self), Handler(ScoreRisk.self), Handler(TreatRisk.self), Handler(ReviewRisk.self),
            Handler(AcceptRisk.self), Handler(RealizeRisk.self), Handler(RiskMatrix.self),
            Handler(AddBlocker.self), Handler(AcknowledgeBlocker.self), Handler(EscalateBlocker.self),
            Handler(ResolveBlocker.self), Handler(BlockerStops.self),
            Handler(AddDecision.self), Handler(SupersedeDecision.self), Handler(NeedDecision.self),
            Handler(ShowColours.self),
            Handler(TakeDecision.self), Handler(ListWaitingDecisions.self),
            Handler(TaskProgress.self), Handler(TaskEstimate.self), Handler(SplitTask.self),
            Handler(RescheduleItem.self),
            Handler(RenameItem.self), Handler(TagItem.self), Handler(UntagItem.self), Handler(HandOver.self),
            Handler(LinkWork.self), Handler(Ready.self), Handler(AddAbsence.self), Handler(ListAbsences.self),
            Handler(EndAbsence.self), Handler(ShowPlan.self),
            Handler(PlanHealth.self), Handler(ShowForecast.self), Handler(LevelPlan.self), Handler(Roadmap.self),
            Handler(ShowStatus.self), Handler(DeclareStatus.self), Handler(Why.self), Handler(Brief.self),
            Handler(NewProject.self), Handler(ShowProject.self), Handler(ListProjects.self), Handler(EditProject.self),
            Handler(CloseProject.self), Handler(ReopenProject.self),
            Handler(NewProgram.self), Handler(AddToProgram.self), Handler(ListPrograms.self),
            Handler(ShowPerson.self), Handler(ListPeople.self), Handler(LinkPerson.self), Handler(SetZone.self),
            Handler(GrantRole.self), Handler(RevokeRole.self), Handler(ListRoles.self), Handler(WhoAmI.self),
            Handler(Can.self), Handler(WhoCan.self), Handler(BindRoom.self), Handler(ShowRoom.self),
            Handler(Undo.self), Handler(Redo.self), Handler(Search.self), Handler(Mine.self), Handler(Today.self),
            Handler(Help.self), Handler(ImportFile.self), Handler(Align.self), Handler(Audit.self),
            Handler(AdminMisses.self), Handler(AdminOutbox.self), Handler(AdminHealth.self),
            Handler(AdminSettings.self),
            Handler(AdminSet.self), Handler(Redact.self), Handler(SetAlias.self), Handler(RemoveAlias.self),
            Handler(ListAliases.self), Handler(SetGroup.self), Handler(JoinGroup.self), Handler(LeaveGroup.self),
            Handler(ListGroups.self), Handler(RestrictProject.self), Handler(ShareProject.self),
            Handler(AddReminder.self), Handler(ListReminders.self), Handler(EndReminder.self),
            Handler(Subscribe.self), Handler(ListSubscriptions.self), Handler(Unsubscribe.self),
            Handler(ShowDigest.self), Handler(DigestEvery.self), Handler(SetCadence.self), Handler(EndCadence.self),
            Handler(ShowCadence.self), Handler(ShowNotify.self), Handler(SetNotify.self),
            Handler(SetNudges.self), Handler(AdminDue.self),
            Handler(RepeatItem.self), Handler(SkipItem.self), Handler(SetBudget.self), Handler(SetBudgetLine.self),
            Handler(CloseBudgetLine.self),
            Handler(TransferBudget.self), Handler(SetRate.self), Handler(ShowBudget.self), Handler(Spend.self),
            Handler(Credit.self), Handler(Commit.self), Handler(CorrectEntry.self), Handler(ListEntries.self),
            Handler(ShowEarnedValue.self), Handler(Allocate.self), Handler(EndAllocation.self),
            Handler(ShowCapacity.self), Handler(LogTime.self), Handler(ShowTime.self),

        ], comparison: DraftComparing.compared, attention: SpokenUp())
}
